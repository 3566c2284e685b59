#!/bin/sh
# Stands for a program that is not espeak-ng, though it has its name.
echo "I am something else"
