# The same, but one end happens to be as far away as the device is from another start value.
client 10.0.0.2:50123 ttl 60
server 203.0.113.9:5432 ttl 54
device ttl 252 no-df
+0      C > S  SYN
+10ms   S > C  SYN-ACK
+5ms    C > S  ACK
+1ms    C > S  data 100
+10ms   S > C  data 300
+5ms    C > S  ACK
+300s   M > C  RST seq next                 @toclient
+0.1ms  M > S  RST seq next                 @toserver
expect @toclient origin middlebox cause middlebox-idle-timeout
expect @toserver origin middlebox cause middlebox-idle-timeout
