#ifndef WORDS_H
#define WORDS_H

#include <stddef.h>

/* The number of words in text; words stand between white space. */
size_t count_words(const char *text);

#endif
