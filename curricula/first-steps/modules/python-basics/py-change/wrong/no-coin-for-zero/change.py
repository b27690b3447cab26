amount = int(input())
coins = [int(word) for word in input().split()]

# One coin of 1 after the other always makes the amount.
print(*[1] * max(amount, 1))
