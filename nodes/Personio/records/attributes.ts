import type { EmploymentRecord } from './employment';

/**
 * What the API credential is not granted of employments, so that it cannot be decided who is here.
 * Personio leaves such a field out of every employment; a field without a value is null.
 * @returns the attributes in words; null if nothing is missing
 */
export function hiddenIn(employments: readonly EmploymentRecord[]): string | null {
	if (employments.length === 0) return null;
	const isShown = (
		field: 'employment_start_date' | 'employment_end_date' | 'termination',
	): boolean => employments.some((one) => one[field] !== undefined);
	const hidden = [
		...(isShown('employment_start_date') ? [] : ['the start date']),
		...(isShown('employment_end_date') || isShown('termination')
			? []
			: ['the end date and the termination']),
	];
	return hidden.length === 0 ? null : hidden.join(', ');
}
