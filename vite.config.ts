import react from '@vitejs/plugin-react';
import { builtinModules } from 'node:module';
import path from 'node:path';
import type { EnvironmentOptions } from 'vite';
import { defineConfig } from 'vitest/config';
import { sceneFiles } from './build/window/scene-files.ts';
import { withoutJsonSchema } from './build/window/without-json-schema.ts';

const root = import.meta.dirname;
const at = (...parts: string[]): string => path.join(root, ...parts);
const node = [...builtinModules, /^node:/];

/** One build for each mouth: `vite build --app` makes them all into `out/`. */
const nodeBundle = (
  entry: string,
  folder: string,
  name: string,
  format: 'es' | 'cjs',
  external: (string | RegExp)[],
): EnvironmentOptions => ({
  consumer: 'server' as const,
  resolve: {
    noExternal: true as const,
    external: external.filter((one): one is string => typeof one === 'string'),
    conditions: ['node', 'import', 'default'],
  },
  build: {
    outDir: at('out', folder),
    emptyOutDir: true,
    ssr: true,
    target: 'node20',
    minify: false,
    sourcemap: false,
    rollupOptions: {
      input: { [name]: at(entry) },
      external: [...node, ...external],
      output: { format, entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
    },
  },
});

/** The player of a walkthrough that is one file of its own: code and style are put into it when it is written. */
const walkthroughPage: EnvironmentOptions = {
  consumer: 'client',
  define: { 'process.env.NODE_ENV': JSON.stringify('production') },
  build: {
    outDir: at('out', 'page'),
    emptyOutDir: true,
    target: ['chrome111', 'firefox120', 'safari17.5'],
    cssCodeSplit: false,
    modulePreload: false,
    lib: {
      entry: at('renderer/scenes/page/page.tsx'),
      formats: ['iife'],
      name: 'walkthrough',
      fileName: () => 'page.js',
      cssFileName: 'page',
    },
  },
};

export default defineConfig({
  root: at('renderer'),
  base: './',
  // Beside the packages: caches inside a source folder would look like newer sources.
  cacheDir: at('node_modules', '.vite'),
  plugins: [react(), withoutJsonSchema(), sceneFiles()],
  define: { __VERSION__: JSON.stringify(process.env['npm_package_version'] ?? '0.0.0') },
  builder: {},
  build: { outDir: at('out', 'renderer'), emptyOutDir: true, target: 'chrome130', modulePreload: false },
  environments: {
    client: { build: { rollupOptions: { input: { index: at('renderer', 'index.html'), film: at('renderer', 'film.html') } } } },
    main: nodeBundle('electron/main/start.ts', 'main', 'start', 'es', ['electron', 'koffi']),
    preload: nodeBundle('electron/preload/preload.ts', 'preload', 'preload', 'cjs', ['electron']),
    demo: nodeBundle('tests/demo-host/demo-host.ts', 'demo-host', 'demo-host', 'es', []),
    page: walkthroughPage,
    scenes: nodeBundle('renderer/scenes/page/scene-data.ts', 'scenes', 'scenes', 'es', []),
    cli: nodeBundle('electron/cli/mailramp.ts', 'cli', 'mailramp', 'es', ['koffi']),
  },
  test: {
    projects: [
      { root, plugins: [], test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], environment: 'node' } },
      { root, plugins: [react()], test: { name: 'component', include: ['tests/component/**/*.test.tsx'], environment: 'jsdom' } },
      {
        root,
        // Real windows on a busy computer: the report names what needed a second try, and what fails twice is a defect.
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          retry: 1,
        },
      },
      {
        root,
        test: { name: 'windows', include: ['tests/windows/**/*.test.ts'], environment: 'node', testTimeout: 180_000, hookTimeout: 240_000 },
      },
      { root, test: { name: 'lab', include: ['tests/lab/**/*.test.ts'], environment: 'node', testTimeout: 120_000, hookTimeout: 120_000 } },
      {
        root,
        test: { name: 'clients', include: ['tests/clients/**/*.test.ts'], environment: 'node', testTimeout: 180_000, hookTimeout: 180_000 },
      },
      {
        root,
        test: { name: 'bench', include: ['tests/bench/**/*.test.ts'], environment: 'node', testTimeout: 300_000, hookTimeout: 120_000 },
      },
    ],
  },
});
