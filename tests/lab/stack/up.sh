#!/bin/bash
# Starts the lab's daemons inside the namespaces that inside.sh prepared.
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
R=$LAB_RUN
IP=127.77.0.10
NSIP=127.77.0.53
MAILBOXES='alice@example.test:alice-Pa55 bob@example.test:bob-Pa55 carol@customer.test:carol-Pa55
  dora@basicauth.test:dora-Pa55 erik@easoutlook.test:erik-Pa55 ursula@example.test:Grüß%40&7<" canary@example.test:Canary-7f3a9c'
DOMAINS='example.test customer.test basicauth.test easoutlook.test'

T0=$(date +%s%N)
say() { printf '%6d ms  %s\n' $((($(date +%s%N) - T0) / 1000000)) "$*"; }
start() { local name=$1; shift; setsid "$@" < /dev/null >> "$R/log/$name.out" 2>&1 & }
as() { echo "setpriv --reuid=$1 --regid=$(id -gn "$1") --init-groups"; }
wait_for() { # NAME HOST PORT
  for _ in $(seq 1 600); do
    (exec 3<> "/dev/tcp/$2/$3") 2> /dev/null && { say "$1 answers on $2:$3"; return 0; }
    sleep 0.05
  done
  echo "$1 does not answer on $2:$3"; tail -n 5 "$R/log/$1"*; exit 1
}

umask 022
mkdir -p "$R"/{log,etc/postfix,etc/sogo,certs,zones,knot,dovecot,mail,nginx/tmp,www/mail,www/.well-known,www/policies,www/nothing,spool,postfix,pgsock,pg,sogohome}
PG=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
chown postgres: "$R/pg" "$R/pgsock"; chown sogo: "$R/sogohome"
# The slowest of all, so it goes first, in the background.
(cd / && exec $(as postgres) env LC_ALL=C "$PG/initdb" -D "$R/pg" -U postgres -A trust -E UTF8 --locale=C --no-sync > "$R/log/initdb.out" 2>&1) & INITDB=$!

"$HERE/certificates.sh" "$R/certs"
"$HERE/zones.sh" "$R/zones" "$R/certs" "$IP" "$NSIP"
say 'certificates and zones made'

SQL=''
for pair in $MAILBOXES; do
  address=${pair%%:*}; local_part=${address%%@*}; domain=${address#*@}
  hash=$(doveadm pw -s BLF-CRYPT -r 5 -p "${pair#*:}")
  echo "$address:$hash" >> "$R/etc/passwd"
  echo "$address x" >> "$R/etc/postfix/mailboxes"
  echo "$address $address" >> "$R/etc/postfix/senders"
  SQL="$SQL INSERT INTO sogo_users VALUES ('$address','$domain','$address','$hash','${local_part^} Example','$address','');"
done
for domain in $DOMAINS; do echo "postmaster@$domain x" >> "$R/etc/postfix/mailboxes"; done
chgrp dovecot "$R/etc/passwd"; chmod 640 "$R/etc/passwd"
for file in dovecot.conf nginx.conf knot.conf sogo.conf main.cf master.cf config-v1.1.xml mta-sts.txt; do
  sed -e "s#@R@#$R#g; s#@IP@#$IP#g; s#@NSIP@#$NSIP#g; s#@DOMAINS@#$DOMAINS#g" "$HERE/conf/$file" > "$R/etc/$file"
done
mv "$R/etc/main.cf" "$R/etc/master.cf" "$R/etc/postfix/"; mv "$R/etc/sogo.conf" "$R/etc/sogo/"
mv "$R/etc/config-v1.1.xml" "$R/www/mail/"; mv "$R/etc/mta-sts.txt" "$R/www/.well-known/"
echo '<!doctype html><title>Welcome</title><p>Nothing about mail here.' > "$R/www/nothing/index.html"
chgrp sogo "$R/etc/sogo/sogo.conf"; chmod 640 "$R/etc/sogo/sogo.conf"
chown mail:mail "$R/mail"; chown postfix "$R/postfix"; chown www-data "$R/nginx/tmp"

start knot knotd -c "$R/etc/knot.conf"
start memcached $(as memcache) memcached -l $IP -p 11211 -m 32 -t 1
start dovecot dovecot -F -c "$R/etc/dovecot.conf"
# Makes the queue's folders; then the master itself, so that one process id stops it.
postfix -c "$R/etc/postfix" check >> "$R/log/postfix-check.out" 2>&1
start postfix env MAIL_CONFIG="$R/etc/postfix" /usr/lib/postfix/sbin/master -c "$R/etc/postfix" -d
start responder env LAB_IP=$IP LAB_MAILBOXES="$MAILBOXES" LAB_LOG="$R/log/autodiscover.log" node "$HERE/responder.mjs"
start nginx nginx -c "$R/etc/nginx.conf" -p "$R/nginx" -e "$R/log/nginx-error.log" -g 'daemon off;'

wait $INITDB; say 'initdb done'
start postgres $(as postgres) "$PG/postgres" -D "$R/pg" -p 15432 -c listen_addresses=$IP -c unix_socket_directories="$R/pgsock" \
  -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=16MB -c max_connections=60 -c autovacuum=off
wait_for postgres $IP 15432
for _ in $(seq 1 200); do "$PG/pg_isready" -q -h "$R/pgsock" -p 15432 && break; sleep 0.05; done
(cd / && $(as postgres) "$PG/psql" -q -v ON_ERROR_STOP=1 -h "$R/pgsock" -p 15432 -U postgres) >> "$R/log/psql.out" 2>&1 << SQL
CREATE ROLE sogo LOGIN PASSWORD 'sogo';
CREATE DATABASE sogo OWNER sogo;
\c sogo sogo
CREATE TABLE sogo_users (c_uid varchar(255) PRIMARY KEY, domain varchar(255), c_name varchar(255), c_password varchar(255),
  c_cn varchar(255), mail varchar(255), aliases text);
$SQL
SQL
say 'database ready'
# sogod reads only /etc/sogo/sogo.conf; this mount namespace is private, so the machine's own file stays as it is.
mount --bind "$R/etc/sogo" /etc/sogo
start sogo $(as sogo) env HOME="$R/sogohome" sogod -WONoDetach YES -WOWorkersCount 3 -WOPort $IP:20000 \
  -WOPidFile "$R/sogohome/sogo.pid" -WOLogFile -

wait_for knot $NSIP 53; wait_for memcached $IP 11211
for port in 143 993 110 995 4190; do wait_for dovecot $IP $port; done
for port in 25 465 587; do wait_for postfix $IP $port; done
wait_for responder $IP 8081
for port in 80 443; do wait_for nginx $IP $port; done
wait_for sogo $IP 20000
# ActiveSync stands on everything else: when it answers, the lab is up.
code=000
for _ in $(seq 1 300); do
  code=$(node "$HERE/ask-activesync.mjs" "$IP" "$R/certs/ca.pem" || true)
  [ "$code" = 200 ] && break
  sleep 0.1
done
[ "$code" = 200 ] || { echo "SOGo does not answer: last status $code"; tail -n 5 "$R/log/sogo.out"; exit 1; }
say 'up'
