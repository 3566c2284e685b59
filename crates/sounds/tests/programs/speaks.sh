#!/bin/sh
# Stands for espeak-ng: answers --version, else reads the text and writes the sound that stands beside this program.
[ "$1" = "--version" ] && { echo "eSpeak NG text-to-speech: 9.87  Data at: /nowhere"; exit 0; }
cat > /dev/null
cat "${0%/*}/tone.wav"
