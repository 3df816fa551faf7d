import { z } from 'zod/v4';

/*
 * The field kinds the model is made of. Null stands for "the vendor does not say";
 * an empty string never occurs.
 */

/** Some text, or null. */
export const text = z.string().min(1).nullable();

/** A calendar day `YYYY-MM-DD` without a time zone, or null. */
export const day = z.iso.date().nullable();

/** An instant, ISO 8601 in UTC, or null. */
export const instant = z.iso.datetime().nullable();

/** A time of day `HH:mm`, or null. */
export const timeOfDay = z.iso.time({ precision: -1 }).nullable();

/** True, false, or null. */
export const flag = z.boolean().nullable();

/** The vendor's id of a record, always a string: some vendors' ids exceed what a number can hold. */
export const id = text;
