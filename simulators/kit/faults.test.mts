import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Faults } from './faults.mts';

test('a rule strikes as often as told, by default once', () => {
	const faults = new Faults();
	faults.add({ kind: 'hang' });
	faults.add({ kind: 'status', status: 502, times: 2 });
	const taken = [1, 2, 3, 4].map(() => faults.take('GET', '/a')?.kind);
	assert.deepEqual(taken, ['hang', 'status', 'status', undefined]);
});

test('a rule waits for a request with its method and path', () => {
	const faults = new Faults();
	faults.add({ kind: 'hang', match: { method: 'post', path: '/a' } });
	faults.add({ kind: 'cut-before', match: { path: /^\/b\/\d+$/g } });
	assert.equal(faults.take('GET', '/a'), undefined);
	assert.equal(faults.take('POST', '/a/b'), undefined);
	assert.equal(faults.take('POST', '/b/12')?.kind, 'cut-before');
	assert.equal(faults.take('POST', '/a')?.kind, 'hang');
});

test('a rule waits for a query as it was sent', () => {
	const faults = new Faults();
	faults.add({ kind: 'hang', match: { path: '/a', query: /(^|&)cursor=/ } });
	faults.answer('/b', [], { query: /^limit=5$/, times: 1 });
	assert.equal(faults.take('GET', '/a'), undefined);
	assert.equal(faults.take('GET', '/a', 'limit=5'), undefined);
	assert.equal(faults.take('GET', '/b', 'limit=50'), undefined);
	assert.equal(faults.take('GET', '/a', 'limit=5&cursor=x')?.kind, 'hang');
	assert.deepEqual(faults.take('GET', '/b', 'limit=5')?.body, []);
});

test('clear drops what has not struck', () => {
	const faults = new Faults();
	faults.add({ kind: 'hang', times: 5 });
	faults.clear();
	assert.equal(faults.take('GET', '/a'), undefined);
});
