#!/bin/bash
# Makes the lab's own authority and its good and bad server certificates. usage: certificates.sh FOLDER
set -euo pipefail
D=$1
cd "$D"
EC='ec -pkeyopt ec_paramgen_curve:P-256'
openssl req -x509 -newkey $EC -nodes -sha256 -days 3650 -keyout ca.key -out ca.pem -subj "/O=Let's Encrypt in the lab/CN=Mail Lab Test CA" \
  -addext basicConstraints=critical,CA:TRUE,pathlen:0 -addext keyUsage=critical,keyCertSign,cRLSign 2> /dev/null
: > index.txt
echo 1000 > serial
cat > ca.cnf << CNF
[ca]
default_ca = d
[d]
new_certs_dir = $D
database = $D/index.txt
serial = $D/serial
certificate = $D/ca.pem
private_key = $D/ca.key
default_md = sha256
policy = p
unique_subject = no
copy_extensions = none
[p]
commonName = supplied
CNF
# leaf FILE COMMON-NAME ALTERNATIVE-NAMES FROM TO; `openssl ca` alone can make a certificate of the past.
leaf() {
  openssl req -new -newkey ${KEY:-$EC} -nodes -keyout "$1.key" -out "$1.csr" -subj "/CN=$2" 2> /dev/null
  printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature,keyEncipherment\nextendedKeyUsage=serverAuth\nsubjectAltName=%s\n' "$3" > "$1.ext"
  openssl ca -batch -notext -config ca.cnf -in "$1.csr" -out "$1.crt" -extfile "$1.ext" -startdate "$4" -enddate "$5" 2> /dev/null
  cat "$1.crt" ca.pem > "$1.chain.pem"
  cat "$1.key" "$1.crt" ca.pem > "$1.postfix.pem"
}
names() { local domain; for domain in "$@"; do printf 'DNS:%s,DNS:autoconfig.%s,DNS:autodiscover.%s,DNS:mta-sts.%s,' "$domain" "$domain" "$domain" "$domain"; done; }
# The domains of the zones with planted faults: z001.test and so on.
planted() { printf "DNS:*.z%03d.test," $(seq 1 200); }
FROM=$(date -u -d '-1 day' +%Y%m%d%H%M%SZ)
TO=$(date -u -d '+820 days' +%Y%m%d%H%M%SZ)
KEY=rsa:2048 leaf mail mail.example.test "$(names example.test customer.test recommended.test basicauth.test easoutlook.test nomail.test)$(planted)DNS:mail.example.test" "$FROM" "$TO"
leaf expired mail.expired.test "$(names expired.test)DNS:mail.expired.test" 20240101000000Z 20240301000000Z
leaf wrongname mail.other.invalid 'DNS:mail.other.invalid' "$FROM" "$TO"
openssl req -x509 -newkey $EC -nodes -sha256 -days 365 -keyout selfsigned.key -out selfsigned.crt -subj /CN=mail.selfsigned.test \
  -addext "subjectAltName=$(names selfsigned.test)DNS:mail.selfsigned.test" 2> /dev/null
cp selfsigned.crt selfsigned.chain.pem
cat selfsigned.key selfsigned.crt > selfsigned.postfix.pem
openssl genrsa -out dkim.key 2048 2> /dev/null
chmod 644 ./*.pem ./*.crt
chmod 600 ./*.key ./*.postfix.pem
