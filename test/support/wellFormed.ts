import type { Outputs } from './vendorNodes';

/**
 * Expects what holds for every delivery: it is told, once, in the right output.
 * @param alsoFine event types besides those of the model
 */
export function wellFormed(
	{ events, unrecognised }: Outputs,
	alsoFine: readonly string[] = [],
): void {
	expect(events.length + unrecognised.length).toBeGreaterThan(0);
	const types = events.map(({ eventType }) => eventType);
	expect(types).not.toContain('unmapped');
	if (!alsoFine.includes('other')) expect(types).not.toContain('other');
	expect(unrecognised.filter(({ eventType }) => eventType !== 'unmapped')).toEqual([]);
	for (const event of unrecognised) {
		expect([event.enrichment.status, 'raw' in event]).toEqual(['failed', true]);
		expect(event.enrichment.reason).toMatch(/./);
	}
	expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(events.length);
}
