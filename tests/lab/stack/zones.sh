#!/bin/bash
# Writes the zone files. usage: zones.sh FOLDER CERTIFICATES MAIL-ADDRESS NAME-SERVER-ADDRESS
set -euo pipefail
O=$1
C=$2
IP=$3
NS=$4
SPKI=$(openssl x509 -in "$C/mail.crt" -noout -pubkey | openssl pkey -pubin -outform DER | sha256sum | cut -d' ' -f1)
DKIM=$(openssl rsa -in "$C/dkim.key" -pubout -outform DER 2> /dev/null | base64 -w0)

# zone DOMAIN APEX-ADDRESS: the start of a zone file on standard output.
zone() {
  printf '$ORIGIN %s.\n$TTL 60\n' "$1"
  printf '@ SOA ns1.example.test. hostmaster.%s. 2026010501 3600 600 86400 60\n@ NS ns1.example.test.\n' "$1"
  [ -z "${2:-}" ] || printf '@ A %s\n' "$2"
}
# services HOST [SPF]: every record that leads a mail program to HOST, and says who may send.
services() {
  local record
  printf '@ MX 10 %s\n@ TXT "%s"\n' "$1" "${2:-v=spf1 mx a -all}"
  for record in _autodiscover:443 _imaps:993 _imap:143 _pop3s:995 _pop3:110 _submissions:465 _submission:587 _caldavs:443 _carddavs:443; do
    printf '%s._tcp SRV 0 1 %s %s\n' "${record%:*}" "${record#*:}" "$1"
  done
  printf '_caldavs._tcp TXT "path=/SOGo/dav/"\n_carddavs._tcp TXT "path=/SOGo/dav/"\n'
  printf '_dmarc TXT "v=DMARC1; p=reject; rua=mailto:postmaster@example.test"\n'
  printf 'dkim._domainkey TXT ( "v=DKIM1;k=rsa;t=s;s=email;p=%s" "%s" )\n' "${DKIM:0:200}" "${DKIM:200}"
  printf '_mta-sts TXT "v=STSv1; id=2026010501"\n_smtp._tls TXT "v=TLSRPTv1; rua=mailto:postmaster@example.test"\n'
}
aliases() { printf 'autoconfig CNAME %s\nautodiscover CNAME %s\nmta-sts CNAME %s\n' "$1" "$1" "$1"; }

{
  zone example.test "$IP"
  services mail.example.test.
  aliases mail.example.test.
  printf 'ns1 A %s\nmail A %s\nmail AAAA ::1\n' "$NS" "$IP"
  # Reports about forged mail in the name of the others arrive here (RFC 9990 section 4).
  printf '*._report._dmarc TXT "v=DMARC1"\n'
  printf '_25._tcp.mail TLSA 3 1 1 %s\n_443._tcp.mail TLSA 3 1 1 %s\n' "$SPKI" "$SPKI"
} > "$O/example.test.zone"
# Their mail is at somebody else's: mail.example.test.
for domain in customer.test basicauth.test easoutlook.test; do
  { zone $domain "$IP"; services mail.example.test.; aliases mail.example.test.; } > "$O/$domain.zone"
done
# As providers recommend it in their instructions.
{ zone recommended.test "$IP"; services mail.example.test. 'v=spf1 a mx ptr ~all'; aliases mail.example.test.; } > "$O/recommended.test.zone"
# bad DOMAIN ADDRESS: the same services on a host of their own that something is wrong with.
bad() { { zone "$1" "$2"; services "mail.$1."; aliases "mail.$1."; printf 'mail A %s\n' "$2"; } > "$O/$1.zone"; }
bad expired.test 127.77.0.20
bad wrongname.test 127.77.0.21
bad selfsigned.test 127.77.0.22
bad dead.test 127.77.0.99
bad silent.test 10.99.0.99
{ zone nomail.test 127.77.0.30; printf '@ TXT "v=spf1 -all"\n'; } > "$O/nomail.test.zone"
{
  printf '$ORIGIN 77.127.in-addr.arpa.\n$TTL 60\n@ SOA ns1.example.test. hostmaster.example.test. 1 3600 600 86400 60\n'
  printf '@ NS ns1.example.test.\n10.0 PTR mail.example.test.\n'
} > "$O/77.127.in-addr.arpa.zone"
{
  printf '$ORIGIN 0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa.\n$TTL 60\n@ SOA ns1.example.test. hostmaster.example.test. 1 3600 600 86400 60\n'
  printf '@ NS ns1.example.test.\n1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0 PTR mail.example.test.\n'
} > "$O/0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa.zone"
