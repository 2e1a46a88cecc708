const systemShown = async (desk) => {
  const { page } = desk;
  await desk.go('system');
  await page.locator('rm-system-page section').nth(1).waitFor();
};

const seen = async (desk) => {
  await desk.go('system');
  await desk.assertSeen('system');
};

export const checks = [
  ['the system page shows what the server reports', systemShown],
  ['it can be seen in every width and theme', seen],
];
