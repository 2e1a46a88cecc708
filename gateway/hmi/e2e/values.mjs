/** Texts of all values on the page that are live. */
export function liveValues(page) {
  return page.locator('rm-value button:not(.stale):not(.waiting):not(.unknown) b').allTextContents();
}
