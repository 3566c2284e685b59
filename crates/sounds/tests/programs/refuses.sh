#!/bin/sh
# Stands for an espeak-ng that lacks the voice.
[ "$1" = "--version" ] && { echo "eSpeak NG text-to-speech: 9.87"; exit 0; }
echo "Error: The specified espeak-ng voice does not exist." >&2
exit 1
