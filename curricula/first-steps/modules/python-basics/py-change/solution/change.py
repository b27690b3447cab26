amount = int(input())
coins = [int(word) for word in input().split()]

# best[n] is a shortest list of coins that make n; None when there is none.
best = [[]] + [None] * amount
for n in range(1, amount + 1):
    for coin in coins:
        if coin <= n and best[n - coin] is not None:
            if best[n] is None or len(best[n - coin]) + 1 < len(best[n]):
                best[n] = best[n - coin] + [coin]
print(*best[amount])
