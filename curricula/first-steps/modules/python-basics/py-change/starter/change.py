amount = int(input())
coins = [int(word) for word in input().split()]

# Print coins that make the amount together, with spaces between them.
print(coins[0])
