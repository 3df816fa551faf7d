/** The names for the ids in employments. */
export interface Names {
	/** Departments and teams. */
	readonly orgUnits: ReadonlyMap<string, string>;
	readonly legalEntities: ReadonlyMap<string, string>;
}

export const NO_NAMES: Names = { orgUnits: new Map(), legalEntities: new Map() };
