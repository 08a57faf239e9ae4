"""The editor server: findings while a draft is written, over the Language Server Protocol on standard input and output."""
