#ifndef SEATS_H
#define SEATS_H

int count_free(const char *row);
int find_pair(const char *row);
int longest_free(const char *row);

#endif
