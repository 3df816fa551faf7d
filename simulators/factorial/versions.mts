/** The version that paths in the log and in faults are relative to. */
export const CURRENT_VERSION = '2026-10-01';

/** The versions that are supported, oldest first; a fifth is still to come. */
export const LIVE_VERSIONS = ['2026-01-01', '2026-04-01', '2026-07-01', '2026-10-01'] as const;

/** What a webhook may ask for. */
export const WEBHOOK_VERSIONS: readonly string[] = [...LIVE_VERSIONS, '2027-01-01'];

/** From this one on ids are texts. */
const TEXT_IDS_SINCE = '2026-07-01';

/** Fields of records that are not there in earlier versions. */
const FIELDS_SINCE: Readonly<Record<string, string>> = {
	version_data: '2026-07-01',
	salary_currency: '2026-10-01',
	duration_by_day_attributes: '2026-10-01',
};

/** Query parameters that earlier versions do not know. */
const PARAMETERS_SINCE: Readonly<Record<string, string>> = {
	include_duration_by_day: '2026-10-01',
	forced_finish_on: '2026-10-01',
};

/** Whether a version knows a parameter that there is by now. */
export function hasParameter(version: string, name: string): boolean {
	return version >= (PARAMETERS_SINCE[name] ?? '');
}

/** The version that answers: a retired one is not refused, the oldest one answers in its place. */
export function answeringVersion(asked: string): string {
	return WEBHOOK_VERSIONS.includes(asked) ? asked : LIVE_VERSIONS[0];
}

/**
 * A value as a version writes it: without later fields, and with numbers for ids before they became
 * texts.
 */
export function asVersion(version: string, value: unknown): unknown {
	if (Array.isArray(value)) return value.map((one) => asVersion(version, one));
	if (typeof value !== 'object' || value === null) return value;
	const areIdsTexts = version >= TEXT_IDS_SINCE;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([key]) => version >= (FIELDS_SINCE[key] ?? ''))
			.map(([key, inner]) => [
				key,
				!areIdsTexts && /(^|_)ids?$/.test(key) ? numeric(inner) : asVersion(version, inner),
			]),
	);
}

function numeric(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(numeric);
	return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
}
