import {
	acknowledge,
	deliveryKey,
	wasAcknowledged,
} from '../../../nodes/shared/receive/acknowledged';

it('names a delivery by its address and its bytes', () => {
	const key = deliveryKey('https://a/1', Buffer.from('body'));
	expect(deliveryKey('https://a/1', Buffer.from('body'))).toBe(key);
	expect(deliveryKey('https://a/2', Buffer.from('body'))).not.toBe(key);
	expect(deliveryKey('https://a/1', Buffer.from('Body'))).not.toBe(key);
	expect(key).not.toContain('body');
});

it('knows what was acknowledged, and forgets the oldest after ten thousand', () => {
	expect(wasAcknowledged('first')).toBe(false);
	acknowledge('first');
	acknowledge('second');
	for (let count = 0; count < 9_998; count++) acknowledge(`more-${count}`);
	expect(wasAcknowledged('first')).toBe(true);
	acknowledge('first');
	acknowledge('one too many');
	expect(wasAcknowledged('second')).toBe(false);
	expect(wasAcknowledged('first')).toBe(true);
	expect(wasAcknowledged('one too many')).toBe(true);
});
