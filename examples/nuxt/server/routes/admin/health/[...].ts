export default defineEventHandler(async (event) => {
  const status = await usePortfolioHealth();
  return status.handler(toWebRequest(event));
});
