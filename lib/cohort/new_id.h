/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_NEW_ID_H
#define MC_COHORT_NEW_ID_H

/** Characters of an id made by chance, with the terminating zero. */
#define MC_NEW_ID 10

/**
 * Makes an id of a letter and eight characters by chance, such as "Lk3vq7m2a": it tells nothing about
 * anybody. Among a million of one letter two are the same with a chance of one in two, so whoever makes one
 * looks whether it is taken; the alphabet has no 0, 1, 8 and 9, which look like letters (RFC 4648, in small
 * letters).
 */
void mc_new_id(char id[MC_NEW_ID], char letter);

#endif
