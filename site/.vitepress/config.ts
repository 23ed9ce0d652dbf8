/** The documents as a site: those of docs/ as they are, and what stands beside them in the repository. */

import { type DefaultTheme, defineConfig } from 'vitepress';
import { decisions } from './decisions.ts';
import { localLinks } from './links.ts';
import { sidebarOf } from './sidebar.ts';
import { slugOf } from './slug.ts';

const start: DefaultTheme.SidebarItem = {
  text: 'Start',
  items: [
    { text: 'Getting started', link: '/getting-started' },
    { text: 'The first five minutes, timed', link: '/first-five-minutes' },
    { text: 'Regenerate with the spec', link: '/guides/regenerate' },
    { text: 'Import typed endpoints', link: '/guides/import' },
    { text: 'Contract tests against Prism', link: '/guides/contract-tests' },
    { text: 'In your framework', link: '/frameworks' },
    { text: 'Examples', link: '/examples' },
    { text: 'Moving in', link: '/migrate-from' },
  ],
};

const generator: DefaultTheme.SidebarItem = {
  text: 'The generator',
  collapsed: false,
  items: [
    { text: 'The command', link: '/generator' },
    { text: 'Types', link: '/types' },
    { text: 'Validation', link: '/validation' },
    { text: 'Repositories', link: '/repositories' },
    { text: 'Contract', link: '/contract' },
    { text: 'Conformance', link: '/conformance' },
  ],
};

const runtime: DefaultTheme.SidebarItem = {
  text: 'The runtime, layer by layer',
  collapsed: false,
  items: [
    { text: 'Cache', link: '/cache' },
    { text: 'As a cache of HTTP', link: '/http-cache' },
    { text: 'A fleet on one Redis', link: '/fleet' },
    { text: 'Resilience', link: '/resilience' },
    { text: 'Auth', link: '/auth' },
    { text: 'Servers', link: '/servers' },
    { text: 'What is sent', link: '/wire' },
    { text: 'What comes back', link: '/replies' },
    { text: 'Pagination', link: '/pagination' },
    { text: 'XML', link: '/xml' },
  ],
};

const operation: DefaultTheme.SidebarItem = {
  text: 'In production',
  collapsed: false,
  items: [
    { text: 'Health page', link: '/health' },
    { text: 'Events, logs, metrics', link: '/observability' },
    { text: 'Tracing', link: '/tracing' },
    { text: 'Runbook', link: '/runbook' },
    { text: 'Testing', link: '/testing' },
  ],
};

const reference: DefaultTheme.SidebarItem = {
  text: 'Reference',
  collapsed: false,
  items: [
    { text: 'Options', link: '/reference/options' },
    { text: 'breakwater.config.ts', link: '/reference/config' },
    { text: 'An api.md', link: '/reference/api' },
    { text: 'Supported versions', link: '/supported-versions' },
    { text: 'Changelog', link: '/changelog' },
  ],
};

const house: DefaultTheme.SidebarItem = {
  text: 'The house',
  collapsed: true,
  items: [
    { text: 'Architecture', link: '/architecture' },
    { text: 'Dependencies', link: '/dependencies' },
    { text: 'Bench', link: '/bench' },
    { text: 'Contributing', link: '/contributing' },
  ],
};

/** A wall, and the sea before it. */
const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#0d8798" d="M0 22c5 0 5-4 10-4s5 4 10 4h12v10H0z"/><path fill="#46505a" d="M18 8h10l4 14H14z"/></svg>',
)}`;

export default defineConfig({
  title: 'Breakwater',
  description: 'Typed TypeScript SDKs from OpenAPI, on a runtime that survives production.',
  head: [['link', { rel: 'icon', href: icon }]],
  // Laid out by `npm run docs`, each file where it is in the repository.
  srcDir: './.vitepress/pages',
  rewrites: {
    'site/index.md': 'index.md',
    'docs/:page': ':page',
    'docs/:folder/:page': ':folder/:page',
    'src/generated/api.md': 'reference/api.md',
    'bench/README.md': 'bench.md',
    'examples/README.md': 'examples.md',
    'CHANGELOG.md': 'changelog.md',
    'CONTRIBUTING.md': 'contributing.md',
  },
  outDir: './.vitepress/dist',
  cacheDir: './.vitepress/cache',
  cleanUrls: true,
  lastUpdated: false,
  // Pages; anchors, images and sources are checked when it is built.
  ignoreDeadLinks: false,
  transformPageData: ({ relativePath, frontmatter }) => {
    if (/^reference\/(options|config)\.md$/.test(relativePath)) frontmatter['pageClass'] = 'options';
  },
  markdown: {
    anchor: { slugify: slugOf },
    config: (markdown) => markdown.use(localLinks),
    theme: { light: 'github-light', dark: 'github-dark' },
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Start', link: '/getting-started' },
      { text: 'Reference', link: '/reference/options' },
      { text: 'Decisions', link: '/decisions/' },
    ],
    sidebar: sidebarOf([start, generator, runtime, operation, reference, house, decisions]),
    docFooter: { prev: 'Before', next: 'Next' },
  },
});
