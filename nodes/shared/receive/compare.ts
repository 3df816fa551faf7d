import { createHash, createHmac, timingSafeEqual } from 'crypto';

/**
 * Compares two texts in constant time. Both are hashed first, so that the comparison does not
 * reveal lengths, and a malformed value cannot throw.
 */
export function isSameSecret(expected: string, actual: string): boolean {
	const digest = (value: string): Buffer => createHash('sha256').update(value).digest();
	return timingSafeEqual(digest(expected), digest(actual));
}

/** HMAC of the raw body. */
export function hmac(
	algorithm: 'sha256' | 'sha512',
	key: string,
	body: Buffer,
	encoding: 'hex' | 'base64',
): string {
	return createHmac(algorithm, key).update(body).digest(encoding);
}

/** A header's single value, or null if it is missing, empty or sent several times. */
export function headerOf(
	headers: Readonly<Record<string, string | string[] | undefined>>,
	name: string,
): string | null {
	const value = headers[name];
	return typeof value === 'string' && value !== '' ? value : null;
}
