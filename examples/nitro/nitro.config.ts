export default defineNitroConfig({
  compatibilityDate: '2026-11-01',
  srcDir: 'server',
  // Each is overridden by the environment: NITRO_PORTFOLIO_BASE_URL, NITRO_PORTFOLIO_API_KEY, NITRO_HEALTH_PASSWORD.
  runtimeConfig: {
    portfolio: { baseUrl: 'http://127.0.0.1:4010', apiKey: 'a key for the mock' },
    healthPassword: '',
  },
});
