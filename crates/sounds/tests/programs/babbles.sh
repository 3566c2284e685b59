#!/bin/sh
# Stands for an espeak-ng that says something which is not a sound.
[ "$1" = "--version" ] && { echo "eSpeak NG text-to-speech: 9.87"; exit 0; }
echo "this is not a sound"
