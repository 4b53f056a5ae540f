#!/bin/bash
# Stops what up.sh started, by its process ids and their children; nothing else is touched.
R=$LAB_RUN
[ -d "$R/pids" ] || exit 0
tree() { local child; echo "$1"; for child in $(cat "/proc/$1/task/"*/children 2> /dev/null); do tree "$child"; done; }
# There, and no zombie that its parent has not yet collected.
alive() { local stat; read -r stat 2> /dev/null < "/proc/$1/stat" || return 1; stat=${stat##*) }; [ "${stat%% *}" != Z ]; }
declare -A OF
for file in "$R"/pids/*; do
  [ -f "$file" ] || continue
  name=${file##*/}; pid=$(< "$file"); alive "$pid" || continue
  for process in $(tree "$pid"); do OF[$process]=$name; done
  case $name in postgres) kill -INT "$pid" ;; *) kill -TERM "$pid" ;; esac
done
for round in $(seq 1 60); do
  left=0
  for process in "${!OF[@]}"; do
    alive "$process" || continue
    left=1
    # sogod waits many seconds for idle workers that have nothing to lose.
    [ "$round" -gt 15 ] && [ "${OF[$process]}" = sogo ] && kill -KILL "$process" 2> /dev/null
  done
  [ "$left" = 0 ] && break
  sleep 0.05
done
for process in "${!OF[@]}"; do alive "$process" && kill -KILL "$process" 2> /dev/null; done
rm -rf "$R/pids"
