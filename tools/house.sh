# shellcheck shell=bash
# Sourced by ./run and ./test: what both need.

house_say() { printf '%s\n' "$*" >&2; }

# Packages of the given sections of tools/packages.txt that are not installed, one a line.
packages_missing() {
	local section='' package command
	local -a asked=()
	while read -r package command; do
		case $package in
		'' | '#'*) continue ;;
		'['*']') section=${package:1:-1}; continue ;;
		esac
		[[ " $* " == *" $section "* ]] || continue
		if [[ -n $command ]]; then
			command -v "$command" >/dev/null || printf '%s\n' "$package"
		else
			asked+=("$package")
		fi
	done <tools/packages.txt
	((${#asked[@]})) || return 0
	local installed
	# shellcheck disable=SC2016 # dpkg-query's own variables
	installed=$(dpkg-query -W -f='${db:Status-Status} ${binary:Package}\n' "${asked[@]}" 2>/dev/null |
		sed -n 's/^installed \([^:]*\).*/\1/p' || true)
	for package in "${asked[@]}"; do
		grep -qxF -- "$package" <<<"$installed" || printf '%s\n' "$package"
	done
}

# Installs what is missing of the given sections, or says how an administrator does it.
packages_install() {
	local -a missing=() as=()
	if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
		house_say "This is not a Debian system: tools/packages.txt names what must be installed."
		return 0
	fi
	mapfile -t missing < <(packages_missing "$@")
	((${#missing[@]})) || return 0
	house_say "Installing from Debian: ${missing[*]}"
	if ((EUID != 0)); then
		if ! command -v sudo >/dev/null; then
			house_say "This needs an administrator. Please have run:"
			house_say "  apt-get install --no-install-recommends ${missing[*]}"
			exit 2
		fi
		as=(sudo)
	fi
	as+=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120)
	local -a install=("${as[@]}" install -y --no-install-recommends "${missing[@]}")
	if "${install[@]}" >/dev/null 2>&1; then
		return 0
	fi
	if ! "${as[@]}" update >/dev/null || ! "${install[@]}" >/dev/null; then
		house_say "Could not install them. By hand, as an administrator:"
		house_say "  apt-get update && apt-get install --no-install-recommends ${missing[*]}"
		exit 2
	fi
}

# Configures build/NAME if it is not, with the given Meson options; CC comes from the environment.
build_configure() {
	local name=$1 log=build/$1.setup.log
	shift
	mkdir -p build
	if [[ -f build/$name/build.ninja ]] && [[ $(cat "build/$name/options" 2>/dev/null) == "$*" ]]; then
		return 0
	fi
	rm -rf "build/$name"
	if ! meson setup "build/$name" "$@" >"$log" 2>&1; then
		tail -n 20 "$log" >&2
		house_say "Configuring build/$name failed; the whole output is in $log"
		return 1
	fi
	printf '%s' "$*" >"build/$name/options"
}
