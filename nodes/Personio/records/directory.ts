/** The names for the ids in employments. */
export interface Names {
	/** Departments and teams. */
	readonly orgUnits: ReadonlyMap<string, string>;
	readonly legalEntities: ReadonlyMap<string, string>;
}

/** For reads that need no names, or that could not read them: ids stand in place of the names. */
export const NO_NAMES: Names = { orgUnits: new Map(), legalEntities: new Map() };
