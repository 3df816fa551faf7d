import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LaggedMap } from './lagged.mts';

test('readers see each value from the lag after its change until the next one is seen', () => {
	let at = 0;
	const map = new LaggedMap<string, number>(() => at, 10);
	map.put('a', 1);
	map.set('a', 2);
	at = 5;
	map.set('a', 3);
	map.set('b', 1);
	assert.deepEqual([map.get('a'), map.seen('a'), map.seen('b')], [3, 1, undefined]);
	at = 10;
	assert.deepEqual([map.seen('a'), map.allSeen()], [2, [2]]);
	at = 15;
	assert.deepEqual(map.allSeen(), [3, 1]);
	map.delete('a');
	assert.deepEqual([map.get('a'), map.seen('a'), map.all()], [undefined, 3, [1]]);
	at = 25;
	assert.deepEqual([map.seen('a'), map.allSeen()], [undefined, [1]]);
});

test('without a lag everything is seen at once', () => {
	const map = new LaggedMap<string, number>(() => 0, 0);
	map.set('a', 1);
	assert.deepEqual([map.seen('a'), map.keys()], [1, ['a']]);
	map.delete('a');
	assert.deepEqual(map.allSeen(), []);
});
