/** What the address says of a layout: `shared:Reactor`, or `Reactor` for one's own. */
export function layoutAddress({ name, shared }: { name: string; shared: boolean }): string {
  return shared ? `shared:${name}` : name;
}

export function layoutOf(address: string): { kind: string; name: string; shared: boolean } {
  const shared = address.startsWith('shared:');
  return { kind: 'trend', name: shared ? address.slice('shared:'.length) : address, shared };
}
