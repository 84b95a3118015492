"""Pilots: did it work, and how far can we tell?"""
