/** The versions that are supported, oldest first; a fifth is still to come. */
export const LIVE_VERSIONS = ['2026-01-01', '2026-04-01', '2026-07-01', '2026-10-01'] as const;

/** What a subscription may ask for. */
export const SUBSCRIBABLE_VERSIONS: readonly string[] = [...LIVE_VERSIONS, '2027-01-01'];

/** From this one on ids are texts. */
const TEXT_IDS_SINCE = '2026-07-01';

/** The version that answers: a retired one is not refused, the oldest one answers in its place. */
export function answeringVersion(asked: string): string {
	return SUBSCRIBABLE_VERSIONS.includes(asked) ? asked : LIVE_VERSIONS[0];
}

/** A value as a version writes it: before ids became texts they were numbers. */
export function asVersion(version: string, value: unknown): unknown {
	return version >= TEXT_IDS_SINCE ? value : withNumericIds(value);
}

function withNumericIds(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withNumericIds);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [
			key,
			/(^|_)ids?$/.test(key) ? numeric(inner) : withNumericIds(inner),
		]),
	);
}

function numeric(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(numeric);
	return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
}
