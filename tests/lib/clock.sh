# shellcheck shell=bash disable=SC2154 # script_end and yes are script.sh's
# Sourced after script.sh by scripts that set the program's clock. Where that cannot be, one case is
# skipped and the script ends.
export TZ=UTC
clock_fake=$(find /usr/lib -name 'libfaketimeMT.so.1' | head -n 1)
if [[ -z $clock_fake || ${COMITY_BUILD:-} == *san ]]; then
	yes "the clock is the script's # SKIP libfaketime does not go with this build, or is not there"
	script_end
	exit
fi
# The program on a clock that stands where the file says; other programs keep the real one.
then_run=$TMPDIR/comity-then
cat >"$then_run" <<SH
#!/bin/sh
exec env LD_PRELOAD='$clock_fake' FAKETIME_TIMESTAMP_FILE='$TMPDIR/demo/clock' FAKETIME_NO_CACHE=1 \
	FAKETIME_DONT_FAKE_MONOTONIC=1 '$COMITY' "\$@"
SH
chmod +x "$then_run"
# In the forum's folder, because a server reads no other file.
mkdir -p "$TMPDIR/demo"
clock() { printf '%s\n' "$1" >"$TMPDIR/demo/clock"; }
ms() { printf '%s000' "$(date -d "$1" +%s)"; }
# The example's facts without its activities: on a clock set back they are not held yet.
demo_facts=$TMPDIR/facts
cp -r "$COMITY_SOURCE/forums/cica" "$demo_facts"
sed -i '2,$d' "$demo_facts/data/plan_rows.csv"
