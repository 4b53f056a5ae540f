import { readFileSync } from 'node:fs';
import https from 'node:https';

// Prints the status of ActiveSync's OPTIONS: node ask-activesync.mjs ADDRESS CA-FILE
const [, , address, ca] = process.argv;
const request = https.request({
  host: address,
  servername: 'mail.example.test',
  headers: { host: 'mail.example.test' },
  method: 'OPTIONS',
  path: '/Microsoft-Server-ActiveSync',
  auth: 'alice@example.test:alice-Pa55',
  ca: readFileSync(ca),
  timeout: 5_000,
});
request.on('response', (response) => {
  console.log(response.statusCode);
  process.exit(0);
});
request.on('error', () => process.exit(1));
request.on('timeout', () => process.exit(1));
request.end();
