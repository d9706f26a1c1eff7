# A host may answer for its containers, one hop nearer than they are, and so may a filter before it: that stays open.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:5432 ttl 46
device ttl 47 flow 9
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 60
+26ms   S > C  data 300
+0.1ms  C > S  ACK
+3s     C > S  data 60                         @query
+26ms   M > C  RST                             @reset
expect @reset origin unknown accusing ttl-shift trigger @query
