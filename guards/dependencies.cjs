/** Who may import whom: foundation ← platform ← ui ← capabilities; one door per capability. Each rule has a planted violation. */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'foundation-imports-nothing-of-ours', severity: 'error', from: { path: '^src/foundation/' }, to: { path: '^src/(?!foundation/)' } },
    {
      name: 'platform-imports-foundation-alone',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: '[.]test[.]' },
      to: { path: '^src/(?!platform/|foundation/)' },
    },
    { name: 'ui-imports-below', severity: 'error', from: { path: '^src/ui/' }, to: { path: '^src/(?!ui/|platform/|foundation/)' } },
    {
      name: 'core-is-pure',
      severity: 'error',
      from: { path: '^src/capabilities/([^/]+)/core/', pathNot: '[.]test[.]' },
      to: { path: '^src/', pathNot: ['^src/foundation/', '^src/capabilities/$1/core/'] },
    },
    {
      name: 'core-knows-no-node',
      severity: 'error',
      from: { path: '^src/(capabilities/[^/]+/core|foundation)/', pathNot: '[.]test[.]' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'one-door',
      severity: 'error',
      from: { path: '^src/capabilities/([^/]+)/' },
      to: { path: '^src/capabilities/', pathNot: ['^src/capabilities/$1/', '^src/capabilities/[^/]+/(core/)?index[.]ts$'] },
    },
    {
      name: 'one-door-from-outside',
      severity: 'error',
      // Test support may look inside; the product may not, and may not import test support (tests-stay-out).
      from: { path: '^src/(?!capabilities/|testing/)', pathNot: '[.]test[.]' },
      to: { path: '^src/capabilities/', pathNot: '^src/capabilities/[^/]+/(core/)?index[.]ts$' },
    },
    {
      name: 'browser-code-stays-light',
      severity: 'error',
      from: { path: '/browser/' },
      to: { path: '^src/(platform|capabilities/[^/]+/(actions|queries))/' },
    },
    {
      name: 'tests-stay-out',
      severity: 'error',
      from: { pathNot: '[.]test[.]|^src/testing/|^guards/|^e2e/' },
      to: { path: '[.]test[.]|^src/testing/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '^src/capabilities/[^/]+/browser/.*[.]css$' },
  },
}
