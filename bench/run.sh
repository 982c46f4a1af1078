#!/usr/bin/env bash
# All benchmarks on this machine: bench/run.sh [ACTS]. Needs wrk and nginx (Debian: wrk nginx-light).
# The machine should have nothing else to do. Results of ours: bench/RESULTS.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
acts=${1:-1000000}
build=build/bench
work=$(mktemp -d "${TMPDIR:-/var/tmp}/comity-bench-XXXXXX")
pids=()
finish() {
	for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
	rm -rf "$work"
}
trap finish EXIT

[[ -f $build/build.ninja ]] || meson setup "$build" --buildtype=release -Dtests=disabled >/dev/null
ninja -C "$build" comity bench/bench-{draft,engine,evidence,live,load,measures,objections,search,text,verify} >/dev/null
echo "# $(date -u +%F), $(nproc) cores, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n1), $(uname -r)"

serve() { # FOLDER
	"$build/comity" serve "$1" --port 8089 >"$work/serve.log" 2>&1 &
	pids+=($!)
	for _ in $(seq 200); do
		curl -sf http://127.0.0.1:8089/healthz >/dev/null && return
		sleep 0.05
	done
	cat "$work/serve.log" >&2
	return 1
}
stop() {
	kill "${pids[-1]}"
	wait "${pids[-1]}" 2>/dev/null || true
	unset 'pids[-1]'
}

echo "## The rolling text: consolidated and rendered, one core"
"$build/bench/bench-text"
"$build/bench/bench-draft"

echo "## The matrix of measures: 30 years, 200 states, 50 areas"
"$build/bench/bench-measures"

echo "## Search: an index of so many items, built and asked"
"$build/bench/bench-search" "$work/search.sqlite" "$acts"

echo "## Engine: durable groups of 256, every rule checked"
for _ in 1 2 3; do
	rm -rf "$work/engine"
	"$build/bench/bench-engine" "$work/engine" 200000
done

echo "## POST /acts: one signed act a request, then batches"
"$build/bench/bench-engine" "$work/small" 1201 >/dev/null
serve "$work/small"
first=1201
for connections in 64 128 256; do
	for _ in 1 2 3; do
		"$build/bench/bench-load" 8089 $first 100000 1 $connections
		first=$((first + 100000))
	done
done
for _ in 1 2 3; do
	"$build/bench/bench-load" 8089 $first 400 256 8
	first=$((first + 102400))
done

echo "## 5,000 readers of /events: the event alone, then the page that they fetch for it"
for _ in 1 2 3; do
	"$build/bench/bench-live" 8089 $first 5000 20
	"$build/bench/bench-live" 8089 $((first + 20)) 5000 20 /en/
	first=$((first + 40))
done
stop

echo "## 200 delegations object in the same second: receipts, then SIGKILL"
for n in 1 2 3; do
	"$build/bench/bench-objections" "$build/comity" "$work/objections-$n" 8089 10
done

echo "## The page of a decision with 10,000 objections, or votes, made anew after each act"
for what in objections votes; do
	"$build/bench/bench-evidence" "$build/comity" "$work/evidence-$what" 8089 $what 50
done

echo "## A record of $acts acts: signatures alone, everything, restart"
"$build/bench/bench-engine" "$work/large" "$acts" snapshot
"$build/bench/bench-verify" "$work/large" 3

echo "## Pages behind $acts acts; the same bytes from nginx"
serve "$work/large"
# Without our header lines, and with them: 900 bytes of policies are part of what an answer costs.
curl -s -D- -o "$work/page.html" http://127.0.0.1:8089/en/releases |
	sed -nE "s/\r$//; s/^((Content-(Sec|Lang)|Cross|X-|Referrer|Permissions|Cache)[^:]*): (.*)$/add_header \1 \"\4\";/p" \
		>"$work/head.conf"
cat >"$work/nginx.conf" <<CONF
worker_processes 2; daemon off; pid $work/nginx.pid; error_log $work/nginx.log;
events { worker_connections 1024; }
http { access_log off; types { text/html html; } sendfile on; open_file_cache max=100; keepalive_requests 100000000;
server { listen 127.0.0.1:8088; root $work; location /same/ { alias $work/; include $work/head.conf; } } }
CONF
nginx -c "$work/nginx.conf" -p "$work" &
pids+=($!)
sleep 1
for _ in 1 2 3; do
	for url in 127.0.0.1:8088/page.html 127.0.0.1:8088/same/page.html 127.0.0.1:8089/en/releases; do
		printf '%-40s ' "$url"
		wrk -t1 -c32 -d5s --latency "http://$url" | awk '/99%/{p=$2} /Requests\/sec/{r=$2} END{print r " requests/s, p99 " p}'
	done
done
stop
echo "## A page made anew: each request another address"
cat >"$work/anew.lua" <<'LUA'
local n = 0
request = function()
	n = n + 1
	return wrk.format("GET", string.format("/en/releases?topic=t%d&page=%d&until=20%02d-0%d-1%d",
		n % 37, 1 + n % 20, 10 + n % 15, 1 + n % 9, n % 9))
end
LUA
wrk -t1 -c2 -d5s --latency -s "$work/anew.lua" http://127.0.0.1:8089/ | grep -E '50%|99%|Requests/sec|Non-2xx' || true
