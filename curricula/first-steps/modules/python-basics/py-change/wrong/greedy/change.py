amount = int(input())
coins = [int(word) for word in input().split()]

given = []
for coin in sorted(coins, reverse=True):
    while amount >= coin:
        given.append(coin)
        amount -= coin
print(*given)
