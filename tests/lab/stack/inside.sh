#!/bin/bash
# Runs a command in this (already private) network and mount namespace with the whole lab up. The loopback interface is
# the only way out, and the system's own resolver asks the lab's name server. This is process 1 here: when it ends, so does
# everything that up.sh started.
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ip link set lo up
# An interface that leads nowhere swallows every packet: a host behind it is silent, it does not refuse.
for kind in bridge dummy ifb; do ip link add silence type $kind 2> /dev/null && break; done
if ip addr add 10.99.0.1/24 dev silence 2> /dev/null; then
  ip link set silence up
  ip neigh add 10.99.0.99 lladdr 02:00:00:00:00:99 dev silence 2> /dev/null || true
fi
printf 'nameserver 127.77.0.53\noptions timeout:1 attempts:1\n' > "$LAB_RUN/resolv.conf"
mount --bind "$LAB_RUN/resolv.conf" /etc/resolv.conf
printf '127.0.0.1 localhost\n::1 localhost\n' > "$LAB_RUN/hosts"
mount --bind "$LAB_RUN/hosts" /etc/hosts
"$HERE/up.sh" > "$LAB_RUN/up.log" 2>&1 || { echo "The lab did not start:" >&2; tail -n 20 "$LAB_RUN/up.log" >&2; exit 1; }
echo "Lab: $(tail -n 1 "$LAB_RUN/up.log")"
"$@"
