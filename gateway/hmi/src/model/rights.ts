/** One line of what a user may do: `areas` limits it to these and all below them; none is the whole site. */
export interface Grant {
  permission: string;
  areas: string[];
}

/** Permissions that change nothing. */
const HARMLESS = new Set(['view', 'view-system', 'view-audit', 'time-travel']);

/** What a user may do where, as the server told it. It decides again whenever something is asked for. */
export class Rights {
  static readonly NONE = new Rights([]);
  private readonly areas: ReadonlyMap<string, readonly string[]>;

  constructor(grants: readonly Grant[]) {
    this.areas = new Map(grants.map((grant) => [grant.permission, grant.areas]));
  }

  /** For the whole site, until the areas are known. */
  static of(permissions: readonly string[]): Rights {
    return new Rights(permissions.map((permission) => ({ permission, areas: [] })));
  }

  /** @param area of what is to be changed; without one, whether there is any place where it is allowed */
  may(permission: string, area?: string): boolean {
    const areas = this.areas.get(permission);
    if (areas === undefined) return false;
    return areas.length === 0 || area === undefined || areas.some((own) => covers(own, area));
  }

  /** What is left of them in the past, where nothing can be changed. */
  onlyLooking(): Rights {
    return new Rights([...this.areas].filter(([permission]) => HARMLESS.has(permission)).map(([permission, areas]) => ({ permission, areas: [...areas] })));
  }

  /** Whether it is allowed everywhere: for what belongs to no area, such as connectors. */
  mayEverywhere(permission: string): boolean {
    return this.areas.get(permission)?.length === 0;
  }
}

/** `Feed` covers `Feed`, `Feed/North` and `Feed.North`, not `Feedwater`. */
function covers(own: string, area: string): boolean {
  return area === own || (area.startsWith(own) && /^[./]/.test(area.slice(own.length)));
}

export { areaOf } from '../client/area.js';
