#!/bin/bash
# Runs a command in this (already private) network and mount namespace with the whole lab up. The loopback interface is
# the only way out, and the system's own resolver asks the lab's name server.
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ip link set lo up
# A bridge without ports swallows every packet: a host behind it is silent, it does not refuse.
if ip link add silence type bridge 2> /dev/null; then
  ip addr add 10.99.0.1/24 dev silence
  ip link set silence up
  ip neigh add 10.99.0.99 lladdr 02:00:00:00:00:99 dev silence
fi
printf 'nameserver 127.77.0.53\noptions timeout:1 attempts:1\n' > "$LAB_RUN/resolv.conf"
mount --bind "$LAB_RUN/resolv.conf" /etc/resolv.conf
printf '127.0.0.1 localhost\n::1 localhost\n' > "$LAB_RUN/hosts"
mount --bind "$LAB_RUN/hosts" /etc/hosts
trap '"$HERE/down.sh"' EXIT
"$HERE/up.sh" > "$LAB_RUN/up.log" 2>&1 || { echo "The lab did not start:" >&2; tail -n 20 "$LAB_RUN/up.log" >&2; exit 1; }
echo "Lab: $(tail -n 1 "$LAB_RUN/up.log")"
"$@"
