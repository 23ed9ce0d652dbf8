export default defineNuxtConfig({
  compatibilityDate: '2026-11-01',
  // Each is overridden by the environment: NUXT_PORTFOLIO_BASE_URL, NUXT_PORTFOLIO_API_KEY, NUXT_HEALTH_PASSWORD.
  runtimeConfig: {
    portfolio: { baseUrl: 'http://127.0.0.1:4010', apiKey: 'a key for the mock' },
    healthPassword: '',
  },
});
