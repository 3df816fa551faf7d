/** What is in the way of a release; empty if nothing is. */
export function obstacles(release: {
	readonly tag: string;
	readonly version: string;
	readonly changelog: string;
	readonly files: readonly string[];
}): string[];
