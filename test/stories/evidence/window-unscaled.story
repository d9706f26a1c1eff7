# A device that resets at the SYN-ACK leaves its window in place, where every window is shifted by then.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
device ttl 47 no-df id zero
+0      C > S  SYN wscale 7
+26ms   S > C  SYN-ACK wscale 7 window 64240   @synack
+0.1ms  C > S  ACK
+0.1ms  M > C  RST-ACK window 64240            @reset
expect @reset origin middlebox accusing window dont-fragment
