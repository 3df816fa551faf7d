import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Violations } from './violations.mts';

test('lists what was not expected, and keeps the rest apart', () => {
	const violations = new Violations();
	violations.add('rate-limit', 'GET /a');
	violations.add('host', 'GET /b');
	violations.expect('rate-limit');
	violations.add('rate-limit', 'GET /c');
	assert.deepEqual(violations.list, [{ rule: 'host', detail: 'GET /b' }]);
	assert.equal(violations.all.length, 3);
});

test('clear forgets violations and expectations', () => {
	const violations = new Violations();
	violations.expect('host');
	violations.add('host', 'GET /a');
	violations.clear();
	assert.deepEqual(violations.all, []);
	violations.add('host', 'GET /b');
	assert.equal(violations.list.length, 1);
});

test('records nothing when told so', () => {
	const violations = new Violations({ recording: false });
	violations.add('host', 'GET /a');
	assert.deepEqual(violations.all, []);
});
