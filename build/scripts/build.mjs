import { ensureBuild, ensurePackages } from './setup.mjs';

ensurePackages();
ensureBuild({ force: true });
