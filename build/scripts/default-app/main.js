import { app } from 'electron/main';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

// What a plain Electron carries as its default app: it opens the application named on the command line.

const OPTIONS_WITH_VALUE = new Set(['-r', '--require']);

const say = (line) => {
  process.stdout.write(`${line}\n`);
  process.exit(0);
};

function readCommandLine(args) {
  const modules = [];
  for (let place = 0; place < args.length; place += 1) {
    const word = args[place];
    if (word === '--version' || word === '-v') say(`v${process.versions.electron}`);
    if (word === '--abi' || word === '-a') say(process.versions.modules);
    if (OPTIONS_WITH_VALUE.has(word)) {
      place += 1;
      modules.push(args[place]);
    } else if (word.startsWith('--app=')) {
      return { modules, target: word.slice('--app='.length) };
    } else if (!word.startsWith('-')) {
      return { modules, target: word };
    }
  }
  return { modules, target: undefined };
}

/** The file to load; a folder is read by its package.json, which also names the application. */
function entryOf(target) {
  const folder = path.resolve(target);
  const description = path.join(folder, 'package.json');
  if (!existsSync(description)) {
    app.setAppPath(path.dirname(folder));
    return folder;
  }
  const { name, productName, version, main } = JSON.parse(readFileSync(description, 'utf8'));
  if (version) app.setVersion(version);
  if (productName ?? name) app.name = productName ?? name;
  app.setAppPath(folder);
  return path.join(folder, main ?? 'index.js');
}

const { modules, target } = readCommandLine(process.argv.slice(1));
if (target === undefined) say(`Electron ${process.versions.electron}: electron <folder or file>`);
const load = createRequire(path.join(process.cwd(), 'command-line.cjs'));
for (const name of modules) load(path.resolve(name));
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
try {
  await import(pathToFileURL(entryOf(target)).href);
} catch (error) {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exit(1);
}
