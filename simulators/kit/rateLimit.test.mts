import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SlidingWindow } from './rateLimit.mts';

function window() {
	let at = 1_000_000;
	const limiter = new SlidingWindow({ requests: 3, windowMs: 1000 }, () => at);
	return (time: number) => {
		at = 1_000_000 + time;
		return limiter.arrive();
	};
}

test('lets in as many requests as allowed, and says how many are left', () => {
	const arrive = window();
	assert.deepEqual(arrive(0), { allowed: true, remaining: 2 });
	assert.deepEqual(arrive(0), { allowed: true, remaining: 1 });
	assert.deepEqual(arrive(999), { allowed: true, remaining: 0 });
	assert.deepEqual(arrive(999), { allowed: false, remaining: 0 });
});

test('a request stops counting exactly one window after its arrival', () => {
	const arrive = window();
	for (const time of [0, 0, 0]) arrive(time);
	assert.equal(arrive(999).allowed, false);
	assert.equal(arrive(1000).allowed, true);
});

test('the window slides: there is no moment at which everything is forgotten', () => {
	const arrive = window();
	for (const time of [0, 900, 900]) arrive(time);
	assert.deepEqual(arrive(1000), { allowed: true, remaining: 0 });
	assert.equal(arrive(1001).allowed, false);
	assert.equal(arrive(1899).allowed, false);
	assert.deepEqual(arrive(1900), { allowed: true, remaining: 1 });
});

test('refused requests do not prolong the waiting', () => {
	const arrive = window();
	for (const time of [0, 0, 0, 500, 600, 999]) arrive(time);
	assert.deepEqual(arrive(1000), { allowed: true, remaining: 2 });
});

test('says when the oldest request stops counting', () => {
	let at = 1_000;
	const limiter = new SlidingWindow({ requests: 2, windowMs: 1000 }, () => at);
	assert.equal(limiter.freesInMs, 0);
	limiter.arrive();
	at += 300;
	limiter.arrive();
	assert.equal(limiter.freesInMs, 700);
	at += 5_000;
	assert.equal(limiter.freesInMs, 0);
});
