import assert from 'node:assert/strict';
import { test } from 'node:test';

import { TokenBucket } from './tokenBucket.mts';

function bucket(replenishRate = 10, burstCapacity = 3) {
	let at = 1_000_000;
	const tokens = new TokenBucket({ replenishRate, burstCapacity }, () => at);
	return {
		take: (time: number) => {
			at = 1_000_000 + time;
			return tokens.take();
		},
		remaining: () => tokens.remaining,
	};
}

test('a fresh bucket lets a burst through and says what is left', () => {
	const { take } = bucket();
	assert.deepEqual(take(0), { allowed: true, remaining: 2 });
	assert.deepEqual(take(0), { allowed: true, remaining: 1 });
	assert.deepEqual(take(0), { allowed: true, remaining: 0 });
	assert.deepEqual(take(0), { allowed: false, remaining: 0 });
});

test('a token comes back after its share of a second, not earlier', () => {
	const { take } = bucket();
	for (const time of [0, 0, 0]) take(time);
	assert.equal(take(99).allowed, false);
	assert.equal(take(100).allowed, true);
	assert.equal(take(199).allowed, false);
	assert.equal(take(200).allowed, true);
});

test('refused requests take nothing', () => {
	const { take } = bucket();
	for (const time of [0, 0, 0, 0, 10, 20, 30, 99]) take(time);
	assert.equal(take(100).allowed, true);
});

test('never holds more than its capacity', () => {
	const { take } = bucket();
	take(0);
	assert.deepEqual(take(3_600_000), { allowed: true, remaining: 2 });
});

test('many small pauses are worth as much as one long one', () => {
	const { take } = bucket(3, 1);
	take(0);
	for (let time = 1; time < 334; time += 1) assert.equal(take(time).allowed, false, String(time));
	assert.equal(take(334).allowed, true);
});

test('asking what is left takes nothing', () => {
	const { take, remaining } = bucket();
	take(0);
	assert.equal(remaining(), 2);
	assert.equal(remaining(), 2);
});

test('a clock that is set back does no harm', () => {
	const { take } = bucket();
	take(5000);
	assert.deepEqual(take(0), { allowed: true, remaining: 1 });
});
