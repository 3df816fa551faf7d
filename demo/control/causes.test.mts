import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Arrival } from '../arrivals.mts';
import { arrivalsOf, type Press } from './causes.mts';

const MINUTE_MS = 60_000;
const at = (minute: number) => minute * MINUTE_MS;

const arrival = (minute: number, more: Partial<Arrival> = {}): Arrival => ({
	...{ executionId: `${minute}`, url: '', workflow: 'Acme: hires', hasFailed: false },
	...{ eventType: 'employee.hired', summary: '', phase: null, effectiveDate: null },
	...{ delivery: 'webhook', at: new Date(at(minute)).toISOString() },
	...more,
});

const PRESSES: readonly Press[] = [
	{ vendor: 'Acme', button: 'hire', at: at(1) },
	{ vendor: 'Other', button: 'hire', at: at(2) },
	{ vendor: 'Acme', button: 'leave', at: at(4) },
	{ vendor: null, button: 'next-day', at: at(6) },
	{ vendor: 'Acme', button: 'hire', at: at(8) },
];

const idsOf = (vendor: string | null, button: string, arrivals: readonly Arrival[]) =>
	arrivalsOf({ vendor, button }, PRESSES, arrivals).map(({ executionId }) => executionId);

test('what arrives belongs to the last button of its vendor, and only to its last press', () => {
	const arrivals = [arrival(1), arrival(3), arrival(5), arrival(7), arrival(9)];
	assert.deepEqual(idsOf('Acme', 'leave', arrivals), ['5', '7']);
	assert.deepEqual(idsOf('Acme', 'hire', arrivals), ['9']);
	assert.deepEqual(idsOf('Other', 'hire', arrivals), []);
	assert.deepEqual(idsOf('Acme', 'never-pressed', arrivals), []);
});

test('what a poll finds belongs to the clock', () => {
	const arrivals = [arrival(5), arrival(7, { delivery: 'schedule' }), arrival(9)];
	assert.deepEqual(idsOf(null, 'next-day', arrivals), ['7']);
});

test('an execution without an event belongs to the button of its vendor', () => {
	assert.deepEqual(idsOf('Acme', 'hire', [arrival(9, { delivery: null, eventType: null })]), ['9']);
});
