const shown = new Set<HTMLDialogElement>();

/** Shows it above all else; nothing beneath it is to be used until it is closed. */
export function showModal(dialog: HTMLDialogElement): void {
  dialog.showModal();
  shown.add(dialog);
}

/** Whether a modal dialog stands open anywhere. */
export function isModalOpen(): boolean {
  for (const dialog of shown) if (!dialog.isConnected || !dialog.matches(':modal')) shown.delete(dialog);
  return shown.size > 0;
}
