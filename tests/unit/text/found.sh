#!/bin/sh
# found.sh PROGRAM: passes when the program's own cases fail, because it is made of a seeded mistake.
echo 1..1
if "$1" 2>&1 | grep -Eq '^not ok|panic'; then
	echo 'ok 1 - the mistake is found'
else
	echo 'not ok 1 - the mistake is found'
fi
